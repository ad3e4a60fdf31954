/// Token requests: from parameters to a typed request, through the rules, to a token or the first refusal.
package dev.licet.domain.request;
