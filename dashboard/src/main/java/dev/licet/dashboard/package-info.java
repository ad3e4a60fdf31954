/// The dashboard under `/admin`: pages made on the server, for operators and for the users of one account.
///
/// [Dashboard][dev.licet.dashboard.Dashboard] decides who may see what, in one place; the classes named after pages
/// do the work; `src/main/jte` has the templates.
package dev.licet.dashboard;
