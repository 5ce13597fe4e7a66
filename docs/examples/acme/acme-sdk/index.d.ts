export interface Key {
  id: string;
  name: string;
  status: "active" | "exhausted";
  owner?: string;
}

export declare class Keys {
  create(body: { name: string; note?: string }): Promise<Key>;
  fetch(id: string): Promise<Key>;
  revoke(id: string): Promise<void>;
  import(file: string): Promise<Key[]>;
}

export declare class Acme {
  constructor(options?: { token?: string });
  keys: Keys;
}
