package dev.licet.storage;

/// What the dashboard keeps and asks beside [Administration].
///
/// @param users    who may sign in
/// @param sessions who is signed in
/// @param audit    who changed what
/// @param records  looking for records and counting them
public record DashboardData(DashboardUsers users, DashboardSessions sessions, AuditTrail audit, RecordSearch records) {}
