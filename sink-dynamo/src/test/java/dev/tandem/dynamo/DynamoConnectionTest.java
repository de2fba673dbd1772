/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DynamoConnectionTest {

  @Test
  void shouldNotSpellOutASecret() {
    // Given
    DynamoConnection.Credentials credentials =
        new DynamoConnection.Credentials("canary", "canary", Optional.of("canary"));
    DynamoConnection connection =
        new DynamoConnection(
            "eu-central-1",
            Optional.of(URI.create("https://canary:canary@dynamo.example.org")),
            Optional.of(credentials));

    // Then
    assertThat(connection + " " + credentials)
        .isEqualTo("DynamoDB at dynamo.example.org Credentials[redacted]");
    assertThat(DynamoConnection.in("eu-central-1")).hasToString("DynamoDB in eu-central-1");
  }
}
