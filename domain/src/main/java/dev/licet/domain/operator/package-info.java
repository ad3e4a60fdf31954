/// What programs may do that run an installation, by the scopes of their tokens.
package dev.licet.domain.operator;
