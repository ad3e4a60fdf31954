package dev.licet.server.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The document that `/openapi` answers with, to check answers against. It knows the keywords of JSON Schema that the
/// document uses, and refuses any other.
public final class OpenApi {
    private static final Set<String> SAYS_NOTHING = Set.of("description", "default", "example");

    private final Map<String, Object> document;

    private OpenApi(Map<String, Object> document) {
        this.document = document;
    }

    /// As it is delivered.
    public static OpenApi load() {
        byte[] text = new OpenApiEndpoint().answer(null).bytes();
        return new OpenApi(object(JsonTree.read(new String(text, StandardCharsets.UTF_8))));
    }

    /// The description of the API for operators, as it is delivered.
    public static OpenApi ofOperators() {
        try (InputStream in = OpenApi.class.getResourceAsStream("/dev/licet/server/admin/openapi.json")) {
            return new OpenApi(object(JsonTree.read(new String(in.readAllBytes(), StandardCharsets.UTF_8))));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// A member of an operation, such as `x-licet-scopes`.
    public Object said(String method, String path, String member) {
        return operation(method, path).get(member);
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> object(Object value) {
        return (Map<String, Object>) value;
    }

    /// Methods in capitals by path.
    public Map<String, Set<String>> paths() {
        var paths = new TreeMap<String, Set<String>>();
        object(document.get("paths")).forEach((path, item) -> {
            var methods = new TreeSet<String>();
            object(item).keySet().forEach(method -> methods.add(method.toUpperCase(Locale.ROOT)));
            paths.put(path, methods);
        });
        return paths;
    }

    /// What each operation takes as a sign of who asks, by method and path; nothing where anybody may ask.
    @SuppressWarnings("unchecked")
    public Map<String, Set<String>> security() {
        var security = new TreeMap<String, Set<String>>();
        paths().forEach((path, methods) -> methods.forEach(method -> {
            var schemes = new TreeSet<String>();
            var wanted = (List<Object>) operation(method, path).getOrDefault("security", List.of());
            wanted.forEach(one -> schemes.addAll(object(one).keySet()));
            security.put(method + " " + path, schemes);
        }));
        return security;
    }

    /// What an operation may answer.
    /// @return the response object; the default one when there is none of its own
    Map<String, Object> response(String method, String path, int status) {
        var operation = operation(method, path);
        var responses = object(operation.get("responses"));
        return resolved(object(responses.getOrDefault(Integer.toString(status), responses.get("default"))));
    }

    private Map<String, Object> operation(String method, String path) {
        var item = object(object(document.get("paths")).get(path));
        return object(item.get(method.toLowerCase(Locale.ROOT)));
    }

    /// The codes of an operation's refusals, each with the statuses that it comes with.
    Map<Integer, Set<Integer>> codes(String method, String path) {
        var codes = new TreeMap<Integer, Set<Integer>>();
        object(operation(method, path).get("responses")).forEach((status, response) -> {
            var listed = object(response).get("x-licet-codes");
            if (listed == null) return;
            object(listed).keySet().forEach(code -> codes.computeIfAbsent(Integer.valueOf(code), _ -> new TreeSet<>())
                    .add(Integer.valueOf(status)));
        });
        return codes;
    }

    /// The text beside a code.
    String text(String method, String path, int status, int code) {
        return object(response(method, path, status).get("x-licet-codes")).get(Integer.toString(code)) + "";
    }

    /// The smallest body that the operation takes, by its schema; empty where it takes none.
    public Optional<String> body(String method, String path) {
        if (!(operation(method, path).get("requestBody") instanceof Map<?, ?> body)) return Optional.empty();
        var content = object(object(object(body).get("content")).get("application/json"));
        return Optional.of(example(object(content.get("schema"))));
    }

    private String example(Map<String, Object> unresolved) {
        var schema = resolved(unresolved);
        if (schema.containsKey("example")) return literal(schema.get("example"));
        if (schema.get("enum") instanceof List<?> choices) return literal(choices.getFirst());
        if (schema.get("anyOf") instanceof List<?> choices) return example(object(choices.getFirst()));
        return switch ((String) schema.get("type")) {
            case "object" -> members(schema);
            case "array" -> "[" + example(object(schema.get("items"))) + "]";
            case "integer" -> literal(schema.getOrDefault("minimum", 1L));
            case "boolean" -> "true";
            default -> "\"example\"";
        };
    }

    private String members(Map<String, Object> schema) {
        var properties = object(schema.get("properties"));
        return ((List<?>) schema.getOrDefault("required", List.of()))
                .stream()
                        .map(name -> literal(name) + ":" + example(object(properties.get(name))))
                        .collect(Collectors.joining(",", "{", "}"));
    }

    private static String literal(Object value) {
        return switch (value) {
            case null -> "null";
            case String text -> '"' + text + '"';
            case List<?> list -> list.stream().map(OpenApi::literal).collect(Collectors.joining(",", "[", "]"));
            case Number number -> Long.toString(number.longValue());
            default -> value.toString();
        };
    }

    /// What is wrong with an answer; nothing when it is one that the document describes.
    ///
    /// @param code what stands in `Licet-Code`; empty when it was no refusal
    public List<String> complaints(String method, String path, int status, String code, String mediaType, String body) {
        var complaints = new ArrayList<String>();
        var response = response(method, path, status);
        boolean listed = response.get("x-licet-codes") instanceof Map<?, ?> codes && codes.containsKey(code);
        boolean transport = code.equals(Integer.toString(status));
        if (!code.isEmpty() && !listed && !transport) complaints.add(status + " is not documented with " + code);
        var content = object(response.getOrDefault("content", Map.of()));
        String plain = mediaType.split(";")[0];
        if (body.isEmpty() && content.isEmpty()) return complaints;
        if (!content.containsKey(plain)) complaints.add("not documented: " + plain);
        else {
            boolean json = plain.endsWith("json");
            Object value = json ? JsonTree.read(body) : body;
            check(object(object(content.get(plain)).get("schema")), value, "$", complaints);
        }
        return complaints;
    }

    private Map<String, Object> resolved(Map<String, Object> node) {
        if (!(node.get("$ref") instanceof String ref)) return node;
        Object found = document;
        for (String step : ref.substring(2).split("/")) found = object(found).get(step);
        return object(found);
    }

    private void check(Map<String, Object> unresolved, Object value, String at, List<String> complaints) {
        var schema = resolved(unresolved);
        if (schema.get("type") instanceof String type && !isOf(type, value)) {
            complaints.add(at + ": is no " + type);
            return;
        }
        for (var keyword : schema.entrySet()) {
            if (SAYS_NOTHING.contains(keyword.getKey())) continue;
            if (!holds(keyword.getKey(), keyword.getValue(), value, at, complaints)) {
                complaints.add(at + ": " + keyword.getKey() + " " + keyword.getValue());
            }
        }
    }

    private boolean holds(String keyword, Object wanted, Object value, String at, List<String> complaints) {
        return switch (keyword) {
            case "type" -> true;
            case "enum" -> ((List<?>) wanted).contains(value);
            case "pattern" ->
                Pattern.compile(wanted.toString()).matcher(value + "").find();
            case "minimum" -> (Long) value >= (Long) wanted;
            case "maximum" -> (Long) value <= (Long) wanted;
            case "minItems" -> ((List<?>) value).size() >= (Long) wanted;
            case "maxItems" -> ((List<?>) value).size() <= (Long) wanted;
            case "maxLength" -> value.toString().length() <= (Long) wanted;
            case "anyOf" -> ((List<?>) wanted).stream().anyMatch(one -> fits(object(one), value));
            case "required" -> object(value).keySet().containsAll((List<?>) wanted);
            case "items" -> {
                for (Object item : (List<?>) value) check(object(wanted), item, at + "[]", complaints);
                yield true;
            }
            case "properties" -> {
                object(value).forEach((name, member) -> {
                    Object property = object(wanted).get(name);
                    if (property == null) complaints.add(at + "." + name + " is not documented");
                    else check(object(property), member, at + "." + name, complaints);
                });
                yield true;
            }
            case "additionalProperties" -> {
                object(value).forEach((name, member) -> check(object(wanted), member, at + "." + name, complaints));
                yield true;
            }
            default -> throw new IllegalStateException("the check does not know the keyword " + keyword);
        };
    }

    private boolean fits(Map<String, Object> schema, Object value) {
        var complaints = new ArrayList<String>();
        check(schema, value, "$", complaints);
        return complaints.isEmpty();
    }

    private static boolean isOf(String type, Object value) {
        return switch (type) {
            case "object" -> value instanceof Map;
            case "array" -> value instanceof List;
            case "string" -> value instanceof String;
            case "integer" -> value instanceof Long;
            case "boolean" -> value instanceof Boolean;
            case "null" -> value == null;
            default -> throw new IllegalStateException("the check does not know the type " + type);
        };
    }
}
