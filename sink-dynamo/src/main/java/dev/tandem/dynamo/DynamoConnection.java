/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * How to reach DynamoDB.
 *
 * @param region the AWS region, for example {@code eu-central-1}
 * @param endpoint another address than the region's own, such as DynamoDB Local
 * @param credentials fixed ones; empty for those that the environment, the profile or the machine's
 *     role gives, which also rotate
 */
public record DynamoConnection(
    String region, Optional<URI> endpoint, Optional<Credentials> credentials) {

  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

  /** The region's own endpoint, with the credentials that the machine offers. */
  public static DynamoConnection in(String region) {
    return new DynamoConnection(region, Optional.empty(), Optional.empty());
  }

  /** Whether that is DynamoDB Local, or what else listens on this machine. */
  boolean isLocal() {
    return endpoint.filter(uri -> THIS_MACHINE.contains(uri.getHost())).isPresent();
  }

  /** Where that is, for messages. */
  @Override
  public String toString() {
    return endpoint
        .map(uri -> "DynamoDB at " + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort()))
        .orElse("DynamoDB in " + region);
  }

  /**
   * A fixed access key.
   *
   * @param sessionToken belongs to temporary credentials, which expire and are not renewed
   */
  public record Credentials(String accessKey, String secretKey, Optional<String> sessionToken) {

    /** Holds no secret. */
    @Override
    public String toString() {
      return "Credentials[redacted]";
    }
  }
}
