/// Signing in at another service (OpenID Connect Core 1.0, authorization code flow with PKCE, RFC 7636).
///
/// [OpenId][dev.licet.dashboard.openid.OpenId] speaks with the provider; who may do what is decided elsewhere.
package dev.licet.dashboard.openid;
