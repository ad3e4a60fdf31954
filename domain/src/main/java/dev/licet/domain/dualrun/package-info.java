/// Two license services that are asked the same: what their answers can differ in, and what is told of that.
package dev.licet.domain.dualrun;
