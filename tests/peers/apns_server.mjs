// Apple's push service for one team, app and key: apns_server.mjs NODE_MODULES PORT KEY_FILE TOPIC. It makes the key, writes it where
// KEY_FILE says, as Apple's pages do, and checks each push's token with npm `jose`. The device's token says how it answers: 00… takes
// it, 10… is gone, 20… refuses, 30… finds the sender's token too old, once. Each request is a line of JSON.
import { generateKeyPairSync } from "node:crypto";
import { writeFileSync } from "node:fs";
import { createServer } from "node:http2";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [folder, port, keyFile, topic] = process.argv.slice(2);
const from = createRequire(`${folder}/`);
const { jwtVerify } = await import(pathToFileURL(from.resolve("jose")).href);

const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
writeFileSync(keyFile, privateKey.export({ type: "pkcs8", format: "pem" }));
const say = (value) => console.log(JSON.stringify(value));

/** Its times are judged by the test. */
async function check(authorization) {
  const token = authorization.match(/^bearer (\S+)$/)[1];
  const { iat } = JSON.parse(Buffer.from(token.split(".")[1], "base64url"));
  const verified = await jwtVerify(token, publicKey, { algorithms: ["ES256"], issuer: "DEF123GHIJ", currentDate: new Date(iat * 1000) });
  return { token, kid: verified.protectedHeader.kid, ...verified.payload };
}

let isOld = true;

function answer(device, headers) {
  if (headers["apns-topic"] !== topic) return [400, "DeviceTokenNotForTopic"];
  if (device.startsWith("10")) return [410, "Unregistered"];
  if (device.startsWith("20")) return [403, "InvalidProviderToken"];
  if (device.startsWith("30") && isOld) {
    isOld = false;
    return [403, "ExpiredProviderToken"];
  }
  return [200, null];
}

createServer(async (request, response) => {
  const body = Buffer.concat(await Array.fromAsync(request)).toString();
  const { headers, url: path, method } = request;
  const provider = await check(headers.authorization);
  const [status, reason] = answer(path.replace("/3/device/", ""), headers);
  response.writeHead(status).end(reason ? JSON.stringify({ reason }) : undefined);
  say({ path, method, headers: { ...headers, authorization: undefined }, provider, body: JSON.parse(body) });
}).listen(port, "127.0.0.1", () => say("listening"));
