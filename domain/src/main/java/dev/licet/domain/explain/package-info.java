/// Why a token or a request was refused: told from the records and from the token itself, to its owner alone.
package dev.licet.domain.explain;
