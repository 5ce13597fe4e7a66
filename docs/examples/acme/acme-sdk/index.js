export class Keys {
  constructor(client) {
    this.client = client;
  }
  create(body) {
    return this.client.post("/api-keys", { body });
  }
  fetch(id) {
    return this.client.get(`/api-keys/${id}`);
  }
  revoke(id) {
    return this.client.delete(`/api-keys/${id}`);
  }
  import(file) {
    return this.client.post("/api-keys/import", { body: { file } });
  }
}

export class Acme {
  constructor(options) {
    this.options = options;
    this.keys = new Keys(this);
  }
}
