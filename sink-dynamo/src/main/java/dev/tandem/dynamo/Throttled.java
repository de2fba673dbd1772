/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import software.amazon.awssdk.core.exception.SdkException;

/** DynamoDB takes no more of a table's or a key's writes at the moment. */
final class Throttled extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Throttled(SdkException cause) {
    super(cause);
  }
}
