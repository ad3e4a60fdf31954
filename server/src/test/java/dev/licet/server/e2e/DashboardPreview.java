package dev.licet.server.e2e;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The timelines of a page of the workbench, by system.
///
/// @param parts the HTML of each
record DashboardPreview(Map<String, String> parts) {

    static DashboardPreview read(String page) {
        var parts = new LinkedHashMap<String, String>();
        String[] pieces = page.split("<div class=\"timeline\">", -1);
        for (int i = 1; i < pieces.length; i++) {
            String piece = pieces[i].substring(0, pieces[i].indexOf("</div>"));
            parts.put(piece.substring(piece.indexOf("<h3>") + 4, piece.indexOf("</h3>")), piece);
        }
        return new DashboardPreview(parts);
    }

    List<String> systems() {
        return List.copyOf(parts.keySet());
    }

    String of(String system) {
        return parts.get(system);
    }
}
