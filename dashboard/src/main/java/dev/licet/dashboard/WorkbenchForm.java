package dev.licet.dashboard;

import dev.licet.dashboard.view.Workbench.Field;
import dev.licet.dashboard.view.Workbench.Sort;
import dev.licet.domain.Drm;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The form of the workbench, as somebody filled it in.
record WorkbenchForm(Form form, SecureRandom random) {
    private static final int KEY_BYTES = 16;

    Drm drm() {
        return form.drm().orElse(Drm.WIDEVINE);
    }

    /// The fields for a page: those of other systems are hidden. A key that was typed does not come back.
    List<Field> fields() {
        boolean first = form.maybe("action").isEmpty();
        return WorkbenchField.ALL.stream().map(field -> field(field, first)).toList();
    }

    private Field field(WorkbenchField field, boolean first) {
        boolean secret = WorkbenchField.isSecret(field.name());
        String typed = secret ? "" : form.text(field.name());
        var sort = new Sort(field.hint(), secret, WorkbenchField.words(field.drms()));
        return new Field(field.name(), first ? field.usual() : typed, field.isOf(drm()), sort);
    }

    /// The parameters that a system reads.
    Map<String, String> of(Drm drm) {
        var sent = new LinkedHashMap<String, String>();
        for (WorkbenchField field : WorkbenchField.ALL) {
            if (field.isOf(drm)) form.maybe(field.name()).ifPresent(value -> sent.put(field.name(), value));
        }
        if (WorkbenchField.OF_KEYS.contains(drm)) several(sent);
        if (form.isTicked("random")) randomise(sent, drm);
        return sent;
    }

    /// The parameters for a comparison of systems: whatever one of them checks, the others may check as well, but none
    /// knows what PlayReady alone has. Keys do not matter for that, so missing ones are made up.
    Map<String, String> compared(Drm drm) {
        var sent = new LinkedHashMap<String, String>();
        for (WorkbenchField field : WorkbenchField.ALL) {
            boolean foreign = field.drms().size() == 1 && field.isOf(Drm.PLAYREADY) && drm != Drm.PLAYREADY;
            if (!foreign) form.maybe(field.name()).ifPresent(value -> sent.put(field.name(), value));
        }
        randomise(sent, drm);
        return sent;
    }

    /// One key a line: its id, and its value unless that is stored or made up.
    private void several(Map<String, String> sent) {
        var lines = form.text(WorkbenchField.KEYS)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        for (int i = 0; i < lines.size(); i++) {
            String[] words = lines.get(i).split("[\\s:,]+", 2);
            sent.put(WorkbenchField.KID + "." + i, words[0]);
            if (words.length > 1) sent.put(WorkbenchField.KEY + "." + i, words[1]);
            else if (form.isTicked("random") && !sent.containsKey(WorkbenchField.KEK))
                sent.put(WorkbenchField.KEY + "." + i, hex());
        }
    }

    /// A key, its id and an IV for trying out, in place of what was not typed.
    private void randomise(Map<String, String> sent, Drm drm) {
        if (!sent.containsKey(WorkbenchField.KEK) && !sent.containsKey(WorkbenchField.KID + ".0")) {
            sent.putIfAbsent(WorkbenchField.KEY, hex());
            sent.putIfAbsent(WorkbenchField.KID, hex());
        }
        if (drm == Drm.FAIRPLAY) sent.putIfAbsent(WorkbenchField.IV, hex());
    }

    private String hex() {
        byte[] bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /// As a body of `application/x-www-form-urlencoded`.
    static String body(Map<String, String> sent) {
        var pairs = new ArrayList<String>();
        sent.forEach((name, value) -> pairs.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return String.join("&", pairs);
    }
}
