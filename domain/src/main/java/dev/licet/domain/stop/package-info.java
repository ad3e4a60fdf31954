/// Stop lists: accounts, tokens, kids, devices and cookies that get no license for a while.
///
/// An operator puts something on a list with a reason and perhaps an end. Redemptions and renewals look there on
/// every node; what a device was given before stays with it until its license ends. Requests for tokens and
/// releases do not look.
package dev.licet.domain.stop;
