package dev.licet.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// A page, or what can be done on it.
///
/// @param path   its path; `{account}` stands for a number
/// @param action what the field `action` of a form says; empty for looking at the page
public record Door(String path, Optional<String> action) {
    static List<Door> of(String path, Area area) {
        var doors = new ArrayList<Door>();
        doors.add(new Door(path, Optional.empty()));
        for (String action : new TreeSet<>(area.changes().keySet())) doors.add(new Door(path, Optional.of(action)));
        return doors;
    }
}
