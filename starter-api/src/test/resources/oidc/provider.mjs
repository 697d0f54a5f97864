// A certified provider (npm's oidc-provider) with one client. Whoever opens /interaction/<uid>/as?who=<address> is signed in by that
// address; a word before it, as in "aud!kim@example.com", says what is wrong with what the provider then sends.
// node provider.mjs <folder of node_modules> <port> <address of the product>
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const [folder, port, product] = process.argv.slice(2);
const from = (name) => import(pathToFileURL(createRequire(`${folder}/`).resolve(name)));
const { Provider } = await from('oidc-provider');
const { SignJWT, decodeJwt, exportJWK, generateKeyPair } = await from('jose');

const issuer = `http://localhost:${port}`;
const { privateKey } = await generateKeyPair('RS256', { extractable: true });
const other = await generateKeyPair('RS256');
const jwk = { ...(await exportJWK(privateKey)), kid: 'one', alg: 'RS256', use: 'sig' };
const wrongs = {
  aud: { aud: 'somebody-else' }, iss: { iss: 'http://localhost:1' }, nonce: { nonce: 'another' }, exp: { iat: 1700000000, exp: 1700000060 }, key: {},
};
const split = (who) => (who.includes('!') ? who.split('!') : ['', who]);

const provider = new Provider(issuer, {
  clients: [{
    client_id: 'leadloop', client_secret: 'secret-of-this-test-run', redirect_uris: [`${product}/sign-in/provider/callback`],
    post_logout_redirect_uris: [`${product}/sign-in?out`],
  }],
  jwks: { keys: [jwk] },
  claims: { openid: ['sub'], email: ['email', 'email_verified'] },
  features: { devInteractions: { enabled: false } },
  pkce: { required: () => true },
  cookies: { keys: ['of this test run'] },
  interactions: { url: (ctx, interaction) => `/interaction/${interaction.uid}` },
  findAccount: (ctx, id) => ({
    accountId: id,
    claims: () => {
      const [wrong, email] = split(id);
      return wrong === 'nameless' ? { sub: id } : { sub: id, email, email_verified: wrong !== 'unverified' };
    },
  }),
  loadExistingGrant: async (ctx) => {
    const grant = new provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId });
    grant.addOIDCScope('openid email');
    await grant.save();
    return grant;
  },
});
provider.use(async (ctx, next) => {
  await next();
  if (ctx.path === '/token' && ctx.body && ctx.body.id_token) {
    const claims = decodeJwt(ctx.body.id_token);
    const wrong = wrongs[split(claims.sub)[0]];
    if (wrong) {
      ctx.body.id_token = await new SignJWT({ ...claims, ...wrong }).setProtectedHeader({ alg: 'RS256', kid: 'one' })
        .sign(split(claims.sub)[0] === 'key' ? other.privateKey : privateKey);
    }
  }
});

const callback = provider.callback();
createServer(async (request, response) => {
  const url = new URL(request.url, issuer);
  if (!url.pathname.startsWith('/interaction/')) {
    callback(request, response);
  } else if (url.searchParams.has('who')) {
    await provider.interactionFinished(request, response, { login: { accountId: url.searchParams.get('who') } });
  } else if (url.searchParams.has('no')) {
    await provider.interactionFinished(request, response, { error: 'access_denied' });
  } else {
    response.end('Who are you?');
  }
}).listen(Number(port), '127.0.0.1', () => console.log('listening'));
