// A push server with one subscription, whose receiver is npm `http_ece` and which checks VAPID with npm `jose`:
// push_server.mjs NODE_MODULES PORT. The path says how it answers: /up 201, /ntfy 200, /gone 410, /refuses 403, /busy 429
// at the first try of each message and then 201. What others carried may be handed on to it, without VAPID. Each request is a line of JSON.
import { createECDH, randomBytes } from "node:crypto";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [folder, port] = process.argv.slice(2);
const from = createRequire(`${folder}/`);
const ece = from("http_ece");
const { importJWK, jwtVerify } = await import(pathToFileURL(from.resolve("jose")).href);

const origin = `http://127.0.0.1:${port}`;
const own = createECDH("prime256v1");
own.generateKeys();
const auth = randomBytes(16);
const say = (value) => console.log(JSON.stringify(value));

/** RFC 8292 §3: the token, checked with the key beside it, which must be for this server. Its times are judged by the test. */
async function check(authorization) {
  const [, token, key] = authorization.match(/^vapid t=([^,]+), k=([\w-]+)$/);
  const point = Buffer.from(key, "base64url");
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) => part.toString("base64url"));
  const jwk = await importJWK({ kty: "EC", crv: "P-256", x, y }, "ES256");
  const claimed = JSON.parse(Buffer.from(token.split(".")[1], "base64url"));
  const currentDate = new Date((claimed.exp - 1) * 1000);
  const { payload } = await jwtVerify(token, jwk, { audience: origin, algorithms: ["ES256"], typ: "JWT", currentDate });
  return { key, ...payload };
}

const answers = { "/up": 201, "/ntfy": 200, "/gone": 410, "/refuses": 403 };
let tried = false;

createServer(async (request, response) => {
  const body = Buffer.concat(await Array.fromAsync(request));
  const clear = ece.decrypt(body, { version: "aes128gcm", privateKey: own, authSecret: auth.toString("base64url") });
  tried = request.url === "/busy" && !tried;
  response.writeHead(tried ? 429 : (answers[request.url] ?? 201), { "retry-after": "1" }).end("{}");
  const vapid = request.headers.authorization ? await check(request.headers.authorization) : null;
  const { url: path, method, headers } = request;
  say({ path, method, headers, vapid, body: body.toString("base64"), clear: clear.toString("latin1") });
}).listen(port, "127.0.0.1", () => {
  say({ p256dh: own.getPublicKey().toString("base64url"), auth: auth.toString("base64url") });
});
