/// The API for operators under `/admin/api/v1`, on the port of the dashboard.
///
/// [AdminApi] asks in one place: which token, which route, may it, and does the caller mean what is there
/// (ETag). What a route does is a resource's business; each lists its own routes, and what a route needs
/// follows from the verb that the audit trail has for it.
package dev.licet.server.admin;
