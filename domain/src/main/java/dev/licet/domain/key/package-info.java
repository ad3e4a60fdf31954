/// Content keys and their ids.
package dev.licet.domain.key;
