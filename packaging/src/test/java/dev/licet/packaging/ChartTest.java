package dev.licet.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.marcnuri.helm.Helm;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The Helm chart, rendered by Helm and read strictly as the objects of Kubernetes' API: a field that the API does not
/// know fails here as it would be dropped there.
class ChartTest {
    private static final Path CHART = Path.of("chart", "licet");
    private static final Map<String, Class<? extends HasMetadata>> KINDS = Map.of(
            "Deployment", Deployment.class,
            "Service", Service.class,
            "ConfigMap", ConfigMap.class,
            "PodDisruptionBudget", PodDisruptionBudget.class,
            "Ingress", Ingress.class);
    private static final ObjectMapper YAML =
            new ObjectMapper(new YAMLFactory()).enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private static String rendered(Map<String, String> values) {
        var command = new Helm(CHART).template().withName("tv");
        values.forEach(command::set);
        return command.call();
    }

    private static List<HasMetadata> objects(String manifests) throws IOException {
        var objects = new ArrayList<HasMetadata>();
        for (String document : manifests.split("(?m)^---$")) {
            var tree = YAML.readTree(document);
            if (tree == null || !tree.has("kind")) continue;
            objects.add(strict(document, KINDS.get(tree.get("kind").asText())));
        }
        return objects;
    }

    /// The types keep unknown fields on the side instead of refusing them, so what was read is compared with what is
    // written back.
    private static HasMetadata strict(String document, Class<? extends HasMetadata> type) throws IOException {
        HasMetadata object = YAML.readValue(document, type);
        assertEquals(YAML.readTree(document), YAML.readTree(YAML.writeValueAsString(object)), document);
        assertFalse(YAML.writeValueAsString(object).contains("additionalProperties"));
        return object;
    }

    private static <T> T only(List<HasMetadata> objects, Class<T> type) {
        var found = objects.stream().filter(type::isInstance).map(type::cast).toList();
        assertEquals(1, found.size(), type.getName());
        return found.getFirst();
    }

    @Test
    void helm_finds_nothing_wrong_with_it() {
        var linted = new Helm(CHART).lint().strict().call();
        assertTrue(!linted.isFailed(), linted.getMessages().toString());
    }

    @Test
    void it_runs_two_nodes_that_can_write_nothing_but_their_data() throws IOException {
        var deployment = only(objects(rendered(Map.of())), Deployment.class);
        assertEquals(2, deployment.getSpec().getReplicas());
        var pod = deployment.getSpec().getTemplate().getSpec();
        assertTrue(pod.getSecurityContext().getRunAsNonRoot());
        assertFalse(pod.getEnableServiceLinks());
        Container licet = pod.getContainers().getFirst();
        assertTrue(licet.getSecurityContext().getReadOnlyRootFilesystem());
        assertEquals(
                List.of("ALL"), licet.getSecurityContext().getCapabilities().getDrop());
        assertEquals("/health/live", licet.getLivenessProbe().getHttpGet().getPath());
        assertEquals("/health/ready", licet.getReadinessProbe().getHttpGet().getPath());
    }

    @Test
    void its_secrets_are_files_that_exist_already() throws IOException {
        var all = objects(rendered(Map.of()));
        var sources = only(all, Deployment.class).getSpec().getTemplate().getSpec().getVolumes().stream()
                .filter(volume -> volume.getName().equals("secrets"))
                .flatMap(volume -> volume.getProjected().getSources().stream())
                .map(source -> source.getSecret().getName())
                .toList();
        assertEquals(List.of("licet-master-key", "licet-database"), sources);
        String config = only(all, ConfigMap.class).getData().get("licet.properties");
        assertTrue(config.contains("master-key.file = /run/secrets/licet/master-key\n"), config);
        assertTrue(config.contains("database.password-file = /run/secrets/licet/database-password\n"), config);
    }

    @Test
    void one_node_at_a_time_is_taken_away() throws IOException {
        var all = objects(rendered(Map.of()));
        var budget = only(all, PodDisruptionBudget.class).getSpec();
        assertEquals(1, budget.getMaxUnavailable().getIntVal());
        assertEquals(
                only(all, Deployment.class).getSpec().getSelector().getMatchLabels(),
                budget.getSelector().getMatchLabels());
        assertEquals(
                budget.getSelector().getMatchLabels(),
                only(all, Service.class).getSpec().getSelector());
    }

    @Test
    void the_dashboard_is_reached_only_where_that_is_wanted() throws IOException {
        assertEquals(
                2,
                only(objects(rendered(Map.of())), Service.class)
                        .getSpec()
                        .getPorts()
                        .size());
        var values = Map.of("dashboard.enabled", "true", "dashboard.url", "https://admin.example.com");
        var all = objects(rendered(values));
        assertEquals(3, only(all, Service.class).getSpec().getPorts().size());
        assertTrue(only(all, ConfigMap.class).getData().get("licet.properties").contains("admin.host = 0.0.0.0\n"));
        assertThrows(RuntimeException.class, () -> rendered(Map.of("dashboard.enabled", "true")));
    }

    @Test
    void an_ingress_leads_each_host_to_its_environment() throws IOException {
        var ingress =
                only(objects(rendered(Map.of("ingress.enabled", "true", "ingress.tlsSecret", "tls"))), Ingress.class);
        var ports = ingress.getSpec().getRules().stream()
                .map(rule -> rule.getHost() + " "
                        + rule.getHttp()
                                .getPaths()
                                .getFirst()
                                .getBackend()
                                .getService()
                                .getPort()
                                .getName())
                .toList();
        assertEquals(List.of("test.drm.example.com test", "drm.example.com production"), ports);
    }
}
