/// The key storage as the owner of the keys uses it: objects with a kid, a wrapped key and an expiration.
package dev.licet.domain.keystore;
