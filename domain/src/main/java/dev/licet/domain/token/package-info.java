/// The license token: what it says, how it is sealed, how it is opened.
package dev.licet.domain.token;
