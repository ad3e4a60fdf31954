/// Who may ask, in which environment, with which options, and what is left to spend.
package dev.licet.domain.account;
