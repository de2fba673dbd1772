/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/** Makes clients that fail fast: {@link Retry} alone repeats, so that no time is lost unseen. */
final class Clients {
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration ANSWER = Duration.ofSeconds(10);

  private Clients() {}

  static DynamoDbClient open(DynamoConnection connection, int connections) {
    DynamoDbClientBuilder builder =
        DynamoDbClient.builder()
            .region(Region.of(connection.region()))
            .credentialsProvider(credentials(connection))
            .overrideConfiguration(
                ClientOverrideConfiguration.builder()
                    .retryStrategy(DefaultRetryStrategy.doNotRetry())
                    .apiCallTimeout(ANSWER)
                    .build())
            .httpClientBuilder(
                Apache5HttpClient.builder()
                    .maxConnections(connections)
                    .connectionTimeout(CONNECT)
                    .socketTimeout(ANSWER));
    connection.endpoint().ifPresent(builder::endpointOverride);
    return builder.build();
  }

  private static AwsCredentialsProvider credentials(DynamoConnection connection) {
    return connection
        .credentials()
        .<AwsCredentialsProvider>map(
            fixed ->
                StaticCredentialsProvider.create(
                    fixed.sessionToken().isPresent()
                        ? AwsSessionCredentials.create(
                            fixed.accessKey(), fixed.secretKey(), fixed.sessionToken().get())
                        : AwsBasicCredentials.create(fixed.accessKey(), fixed.secretKey())))
        .orElseGet(() -> DefaultCredentialsProvider.builder().build());
  }
}
