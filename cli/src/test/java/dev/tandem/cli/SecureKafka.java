/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import dev.tandem.local.KafkaSettings;
import dev.tandem.local.LocalKafka;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * A broker that lets nobody in without a password or a certificate, and permits each principal what
 * docs/operations.md lists and nothing else. In plain text, on a port of its own, the test is its
 * administrator.
 */
final class SecureKafka {
  static final String PASSWORDS = "SASL_SSL";
  static final String CERTIFICATES = "SSL";

  private final LocalKafka broker;
  private final Certificates certificates;
  private final Map<String, Set<Grant>> grants;

  SecureKafka(LocalKafka broker, Certificates certificates, Map<String, Set<Grant>> grants) {
    this.broker = broker;
    this.certificates = certificates;
    this.grants = grants;
  }

  /** What the broker is started with; the certificates must be made. */
  static KafkaSettings settings(Certificates certificates, String broker, String... clients) {
    String module = "org.apache.kafka.common.security.scram.ScramLoginModule required;";
    return new KafkaSettings(
        List.of(PASSWORDS, CERTIFICATES),
        Map.ofEntries(
            Map.entry(
                "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer"),
            Map.entry("super.users", "User:ANONYMOUS"),
            Map.entry("sasl.enabled.mechanisms", "SCRAM-SHA-512"),
            Map.entry("listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config", module),
            Map.entry("listener.name.ssl.ssl.client.auth", "required"),
            Map.entry("ssl.principal.mapping.rules", "RULE:^CN=(.*)$/$1/"),
            Map.entry("ssl.keystore.location", certificates.keyStore(broker).toString()),
            Map.entry("ssl.keystore.password", Certificates.PASSWORD),
            Map.entry("ssl.keystore.type", "PKCS12"),
            Map.entry("ssl.truststore.location", certificates.trustStore(clients).toString()),
            Map.entry("ssl.truststore.password", Certificates.PASSWORD),
            Map.entry("ssl.truststore.type", "PKCS12")));
  }

  /** One line of the list. */
  record Grant(ResourceType type, PatternType pattern, String name, AclOperation operation) {
    Grant(ResourceType type, String name, AclOperation operation) {
      this(type, PatternType.LITERAL, name, operation);
    }

    AclBinding to(String principal) {
      return new AclBinding(
          new ResourcePattern(type, name, pattern),
          new AccessControlEntry("User:" + principal, "*", operation, AclPermissionType.ALLOW));
    }
  }

  /** Grants all that is listed. */
  void grantAll() {
    List<AclBinding> all = new ArrayList<>();
    grants.forEach((principal, each) -> each.forEach(grant -> all.add(grant.to(principal))));
    administer(admin -> admin.createAcls(all).all());
  }

  void take(String principal, Grant grant) {
    administer(admin -> admin.deleteAcls(List.of(grant.to(principal).toFilter())).all());
  }

  void give(String principal, Grant grant) {
    administer(admin -> admin.createAcls(List.of(grant.to(principal))).all());
  }

  /** Lets a principal in by this password from now on. */
  void password(String principal, String password) {
    ScramCredentialInfo strength = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096);
    administer(
        admin ->
            admin
                .alterUserScramCredentials(
                    List.of(new UserScramCredentialUpsertion(principal, strength, password)))
                .all());
  }

  private void administer(Request request) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      request.send(admin).get();
    } catch (ExecutionException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The file of a principal that shows the password in {@code KAFKA_PASSWORD}. */
  ShopFile byPassword(ShopFile file, String principal, Path trusted) {
    return byPassword(
        file, principal, trusted, "org.apache.kafka.common.security.scram.ScramLoginModule");
  }

  ShopFile byPassword(ShopFile file, String principal, Path trusted, String module) {
    return with(
        file.with("BOOTSTRAP", broker.bootstrapServers(PASSWORDS)),
        "security.protocol: SASL_SSL, sasl.mechanism: SCRAM-SHA-512, sasl.jaas.config: '"
            + module
            + " required username=\"%s\" password=\"\\${KAFKA_PASSWORD}\";', ".formatted(principal)
            + trusting(trusted));
  }

  /** The file of a principal that shows its certificate. */
  ShopFile byCertificate(ShopFile file, String principal, Path trusted) {
    return with(
        file.with("BOOTSTRAP", broker.bootstrapServers(CERTIFICATES)),
        "security.protocol: SSL, ssl.keystore.location: \"%s\", ssl.keystore.password: %s, "
                .formatted(certificates.keyStore(principal), Certificates.PASSWORD)
            + trusting(trusted));
  }

  private static String trusting(Path trusted) {
    return "ssl.truststore.location: \"%s\", ssl.truststore.password: %s"
        .formatted(trusted, Certificates.PASSWORD);
  }

  private static ShopFile with(ShopFile file, String properties) {
    return file.with("PARTITIONS", "2, properties: {" + properties + "}");
  }

  private interface Request {
    KafkaFuture<?> send(Admin admin);
  }
}
