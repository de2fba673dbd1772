/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

class LocalDynamoIT {
  @TempDir Path folder;

  @Test
  void shouldKeepItsDataWhenStoppedWhenKilledAndWhenOpenedAnew() {
    // Given
    Path data = folder.resolve("dynamo");
    try (LocalDynamo dynamo = LocalDynamo.start(data);
        DynamoDbClient client = client(dynamo)) {
      createTable(client);
      put(client, "first");

      // When
      dynamo.stop();
      assertThat(dynamo.running()).isFalse();
      dynamo.start();
      put(client, "second");
      dynamo.kill();
      assertThat(dynamo.running()).isFalse();
      dynamo.start();

      // Then
      assertThat(has(client, "first")).isTrue();
      assertThat(has(client, "second")).isTrue();
      assertThat(Listening.onLoopbackOnly(dynamo.endpoint().getPort())).isTrue();
    }
    try (LocalDynamo again = LocalDynamo.start(data);
        DynamoDbClient client = client(again)) {
      assertThat(has(client, "second")).isTrue();
    }
  }

  private static DynamoDbClient client(LocalDynamo dynamo) {
    return DynamoDbClient.builder()
        .endpointOverride(dynamo.endpoint())
        .region(Region.of(dynamo.region()))
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(dynamo.accessKey(), dynamo.secretKey())))
        .build();
  }

  private static void createTable(DynamoDbClient client) {
    client.createTable(
        request ->
            request
                .tableName("things")
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(
                    KeySchemaElement.builder().attributeName("id").keyType(KeyType.HASH).build())
                .attributeDefinitions(
                    AttributeDefinition.builder()
                        .attributeName("id")
                        .attributeType(ScalarAttributeType.S)
                        .build()));
  }

  private static void put(DynamoDbClient client, String id) {
    client.putItem(
        request -> request.tableName("things").item(Map.of("id", AttributeValue.fromS(id))));
  }

  private static boolean has(DynamoDbClient client, String id) {
    return client
        .getItem(request -> request.tableName("things").key(Map.of("id", AttributeValue.fromS(id))))
        .hasItem();
  }
}
