/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import java.net.URI;
import java.util.Optional;

/**
 * A DynamoDB to write to.
 *
 * @param endpoint empty for the region's own
 * @param credentials empty for the default chain of the AWS SDK
 * @param create whether Tandem creates tables that are missing
 */
public record DynamoTarget(
    String region, Optional<URI> endpoint, Optional<Credentials> credentials, boolean create) {

  /** Keys that stay valid until they are revoked. */
  public record Credentials(Secret accessKey, Secret secretKey) {}
}
