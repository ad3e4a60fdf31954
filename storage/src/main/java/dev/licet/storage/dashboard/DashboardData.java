package dev.licet.storage.dashboard;

import dev.licet.storage.record.MentionSearch;
import dev.licet.storage.record.RecordSearch;
import dev.licet.storage.record.WholeLog;

/// What the dashboard keeps and asks beside [Administration].
///
/// @param users    who may sign in
/// @param sessions who is signed in
/// @param browsers on which browsers somebody signed in before
/// @param records  looking for records and counting them
/// @param log      the records of all accounts, as they come
/// @param mentions looking for records by whatever they mention
public record DashboardData(
        DashboardUsers users,
        DashboardSessions sessions,
        KnownBrowsers browsers,
        RecordSearch records,
        WholeLog log,
        MentionSearch mentions) {}
