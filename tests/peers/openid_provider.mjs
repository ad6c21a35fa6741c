// An OpenID provider (npm `oidc-provider`) with one client and whatever accounts are typed: openid_provider.mjs NODE_MODULES
// PORT REDIRECT_URI, the client's secret on standard input. The name that is typed becomes subject and verified address.
import { text } from "node:stream/consumers";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [folder, port, redirect] = process.argv.slice(2);
const found = createRequire(`${folder}/`).resolve("oidc-provider");
const { default: Provider } = await import(pathToFileURL(found).href);

const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [{ client_id: "assent", client_secret: (await text(process.stdin)).trim(), redirect_uris: [redirect] }],
  claims: { openid: ["sub"], email: ["email", "email_verified"] },
  conformIdTokenClaims: false,
  findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, email: id, email_verified: true }) }),
});
provider.listen(port, "127.0.0.1", () => console.log(JSON.stringify({ listens: true })));
