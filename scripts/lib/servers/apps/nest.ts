// NestJS with @nestjs/swagger: the document is made of decorated classes, and ids name controllers and their methods.
import "reflect-metadata";
import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  HttpException,
  Module,
  NotFoundException,
  Param,
  Patch,
  Post,
  Put,
  Query,
  StreamableFile,
  UploadedFile,
  UseInterceptors,
  ValidationPipe,
  UnauthorizedException,
  Header,
} from "@nestjs/common";
import { NestFactory } from "@nestjs/core";
import { FileInterceptor } from "@nestjs/platform-express";
import {
  ApiBearerAuth,
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiProduces,
  ApiProperty,
  ApiPropertyOptional,
  ApiTags,
  DocumentBuilder,
  PartialType,
  SwaggerModule,
} from "@nestjs/swagger";
import { IsArray, IsInt, IsOptional, IsString, MinLength } from "class-validator";
import { Type } from "class-transformer";

class CreateShipDto {
  @ApiProperty() @IsString() @MinLength(1) name!: string;
  @ApiProperty({ type: "integer" }) @IsInt() built!: number;
  @ApiPropertyOptional({ type: [String] }) @IsOptional() @IsArray() @IsString({ each: true }) tags?: string[];
}
class UpdateShipDto extends PartialType(CreateShipDto) {}
class ShipDto extends CreateShipDto {
  @ApiProperty() id!: string;
}
class ShipPageDto {
  @ApiProperty({ type: [ShipDto] }) data!: ShipDto[];
  @ApiProperty({ type: "integer" }) total!: number;
}
class ListShipsDto {
  @ApiPropertyOptional({ type: "integer", default: 1 }) @IsOptional() @Type(() => Number) @IsInt() page?: number;
  @ApiPropertyOptional({ type: "integer", default: 2 }) @IsOptional() @Type(() => Number) @IsInt() limit?: number;
  @ApiPropertyOptional({ type: [String] }) @IsOptional() @Type(() => String) tag?: string[];
  @ApiPropertyOptional({ type: "integer" }) @IsOptional() @Type(() => Number) @IsInt() builtAfter?: number;
}
class LogDto {
  @ApiProperty({ type: "integer" }) bytes!: number;
  @ApiProperty() filename!: string;
  @ApiPropertyOptional() note?: string;
}

const ships = new Map<string, ShipDto>();
const logs = new Map<string, Buffer>();
function known(id: string): ShipDto {
  const ship = ships.get(id);
  if (!ship) throw new NotFoundException("no such ship");
  return ship;
}

@ApiTags("ships")
@ApiBearerAuth()
@Controller("ships")
class ShipsController {
  @Post()
  @ApiCreatedResponse({ type: ShipDto })
  create(@Body() body: CreateShipDto): ShipDto {
    const ship = { id: String(ships.size + 1), ...body };
    ships.set(ship.id, ship);
    return ship;
  }
  @Get()
  @ApiOkResponse({ type: ShipPageDto })
  findAll(@Query() { page = 1, limit = 2, tag = [], builtAfter = -1 }: ListShipsDto): ShipPageDto {
    const tags = [tag].flat();
    const all = [...ships.values()].filter(
      (ship) => tags.every((one) => ship.tags?.includes(one)) && ship.built > builtAfter,
    );
    return { data: all.slice((page - 1) * limit, page * limit), total: all.length };
  }
  @Get(":id")
  @ApiOkResponse({ type: ShipDto })
  async findOne(@Param("id") id: string): Promise<ShipDto> {
    if (id === "broken") throw new HttpException("busy", 503);
    if (id === "slow") await new Promise((resolve) => setTimeout(resolve, 2_000));
    return known(id);
  }
  @Patch(":id")
  @ApiOkResponse({ type: ShipDto })
  update(@Param("id") id: string, @Body() body: UpdateShipDto): ShipDto {
    return Object.assign(known(id), body);
  }
  @Delete(":id")
  @HttpCode(204)
  @ApiNoContentResponse()
  remove(@Param("id") id: string): void {
    ships.delete(id);
  }
  @Put(":id/log")
  @ApiConsumes("multipart/form-data")
  @UseInterceptors(FileInterceptor("file"))
  @ApiBody({
    schema: {
      type: "object",
      required: ["file"],
      properties: { file: { type: "string", format: "binary" }, note: { type: "string" } },
    },
  })
  @ApiOkResponse({ type: LogDto })
  uploadLog(
    @Param("id") id: string,
    @UploadedFile() file: { buffer: Buffer; originalname: string },
    @Body() body: { note?: string },
  ): LogDto {
    logs.set(id, file.buffer);
    return {
      bytes: file.buffer.length,
      filename: file.originalname,
      ...(body.note === undefined ? {} : { note: body.note }),
    };
  }
  @Get(":id/log")
  @ApiProduces("application/octet-stream")
  @ApiOkResponse({ schema: { type: "string", format: "binary" } })
  @Header("content-type", "application/octet-stream")
  downloadLog(@Param("id") id: string): StreamableFile {
    known(id);
    return new StreamableFile(logs.get(id) ?? Buffer.alloc(0));
  }
}
@Module({ controllers: [ShipsController] })
class App {}

const app = await NestFactory.create(App, { logger: false });
app.use(
  (request: { headers: Record<string, string>; url: string }, _response: unknown, next: (error?: unknown) => void) =>
    next(
      request.url === "/openapi.json" || request.headers["authorization"] === `Bearer ${process.env["KEY"] ?? ""}`
        ? undefined
        : new UnauthorizedException("no key"),
    ),
);
app.useGlobalPipes(new ValidationPipe({ transform: true }));
const document = SwaggerModule.createDocument(
  app,
  new DocumentBuilder().setTitle("Ships").setVersion("1.0.0").addBearerAuth().build(),
);
SwaggerModule.setup("docs", app, document, { jsonDocumentUrl: "/openapi.json" });
await app.listen(0, "127.0.0.1");
console.log(await app.getUrl());
