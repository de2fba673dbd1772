/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import java.util.List;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** What an error of DynamoDB means for the one who asked. */
enum Trouble {
  /** A condition did not hold: an answer, not a failure. */
  CONDITION,
  /** This request can never succeed, whatever the circumstances. */
  INVALID,
  /** There are too many requests: it can succeed when there are fewer. */
  THROTTLED,
  /** The same request can succeed in a moment. */
  PASSING,
  /** The credentials, or what they permit. */
  DENIED,
  /** A table is not there. */
  NO_TABLE,
  /** A table has another key than it must have. */
  OTHER_KEY,
  /** Something that no one foresaw: never taken for the item's fault. */
  UNKNOWN;

  private static final int FIRST_SERVER_ERROR = 500;
  private static final Set<String> THROTTLED_CODES =
      Set.of(
          "ProvisionedThroughputExceededException",
          "ProvisionedThroughputExceeded",
          "RequestLimitExceeded",
          "ThrottlingException",
          "ThrottlingError");
  private static final Set<String> PASSING_CODES =
      Set.of(
          "LimitExceededException",
          "TransactionConflictException",
          "TransactionConflict",
          "TransactionInProgressException",
          "ReplicatedWriteConflictException",
          "RequestTimeTooSkewed");
  private static final Set<String> DENIED_CODES =
      Set.of(
          "AccessDeniedException",
          "AccessDenied",
          "UnrecognizedClientException",
          "IncompleteSignature",
          "IncompleteSignatureException",
          "InvalidSignatureException",
          "MissingAuthenticationToken",
          "MissingAuthenticationTokenException",
          "InvalidClientTokenId",
          "ExpiredToken",
          "ExpiredTokenException",
          "OptInRequired",
          "KMSAccessDeniedException");

  /** Whether the same request can succeed later without anybody doing anything. */
  boolean passes() {
    return this == THROTTLED || this == PASSING;
  }

  static Trouble of(SdkException error) {
    if (error instanceof TransactionCanceledException cancelled
        && cancelled.hasCancellationReasons()) {
      return of(cancelled.cancellationReasons());
    }
    if (!(error instanceof AwsServiceException service) || service.awsErrorDetails() == null) {
      return String.valueOf(error.getMessage()).contains("credentials") ? DENIED : PASSING;
    }
    if (service.statusCode() >= FIRST_SERVER_ERROR) {
      return PASSING;
    }
    return of(service.awsErrorDetails().errorCode(), service.awsErrorDetails().errorMessage());
  }

  /** The first that matters: a transaction in which a condition failed is decided by that. */
  private static Trouble of(List<CancellationReason> reasons) {
    List<Trouble> troubles =
        reasons.stream()
            .filter(reason -> !"None".equals(reason.code()))
            .map(reason -> of(reason.code(), reason.message()))
            .sorted()
            .toList();
    return troubles.isEmpty() ? UNKNOWN : troubles.get(0);
  }

  private static Trouble of(String code, String message) {
    if (THROTTLED_CODES.contains(code)) {
      return THROTTLED;
    } else if (PASSING_CODES.contains(code)) {
      return PASSING;
    } else if (DENIED_CODES.contains(code)) {
      return DENIED;
    }
    return switch (code) {
      case "ConditionalCheckFailedException", "ConditionalCheckFailed" -> CONDITION;
      case "ResourceNotFoundException", "ResourceNotFound" -> NO_TABLE;
      case "ValidationException", "ValidationError" -> isAboutTable(message) ? OTHER_KEY : INVALID;
      case "ItemCollectionSizeLimitExceededException",
          "ItemCollectionSizeLimitExceeded",
          "SerializationException" ->
          INVALID;
      default -> UNKNOWN;
    };
  }

  /** Every item would be refused so: that is no item's fault. */
  private static boolean isAboutTable(String message) {
    return message != null
        && (message.contains("does not match the schema")
            || message.contains("Missing the key")
            || message.contains("Type mismatch for key")
            || message.contains("Type mismatch for Index Key"));
  }
}
