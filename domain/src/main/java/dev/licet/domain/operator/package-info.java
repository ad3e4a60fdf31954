/// Who runs an installation: programs by the scopes of their tokens, people by their roles.
package dev.licet.domain.operator;
