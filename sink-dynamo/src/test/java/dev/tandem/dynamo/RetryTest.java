/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.model.target.TargetUnavailable;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

class RetryTest {
  private final AtomicInteger calls = new AtomicInteger();
  private final Retry retry =
      TestWriters.impatient(TestWriters.connection(URI.create("http://127.0.0.1:1")));

  @Test
  void shouldReturnTheAnswerThatComesInTheEnd() {
    assertThat(retry.call(failing(3, service(500, "InternalServerError", "")))).isEqualTo("done");
    assertThat(calls).hasValue(4);
  }

  @Test
  void shouldGiveUpAfterAFewAttempts() {
    assertThatThrownBy(() -> retry.call(failing(99, SdkClientException.create("timed out"))))
        .isInstanceOf(TargetUnavailable.class)
        .hasMessageStartingWith(
            "DynamoDB at 127.0.0.1:1: no success in 4 attempts (SdkClientException). Check region and endpoint");
    assertThat(calls).hasValue(4);
  }

  @Test
  void shouldNotBeginAnAttemptAfterTheDeadline() {
    // Given
    Retry late =
        new Retry(retry.connection(), 9, Duration.ZERO, Duration.ZERO, Duration.ofSeconds(-1));

    // Then
    assertThatThrownBy(() -> late.call(failing(99, SdkClientException.create("timed out"))))
        .isInstanceOf(TargetUnavailable.class);
    assertThat(calls).hasValue(1);
  }

  @Test
  void shouldHandOverAnAnswerThatIsNo() {
    assertThatThrownBy(() -> retry.call(failing(99, service(400, "ValidationException", "no"))))
        .isInstanceOf(DynamoDbException.class);
    assertThat(calls).hasValue(1);
  }

  @Test
  void shouldNotTakeATableOfAnotherShapeForAFaultOfTheItem() {
    assertThatThrownBy(
            () ->
                retry.call(
                    failing(
                        99,
                        service(
                            400,
                            "ValidationException",
                            "The provided key element does not match the schema"))))
        .isInstanceOf(TargetUnavailable.class)
        .extracting(e -> ((TargetUnavailable) e).code())
        .isEqualTo(DynamoCode.TABLES);
  }

  @Test
  void shouldSayThatCredentialsAreMissing() {
    assertThatThrownBy(
            () ->
                retry.call(
                    failing(
                        99,
                        SdkClientException.create(
                            "Unable to load credentials from any of the providers"))))
        .isInstanceOf(TargetUnavailable.class)
        .extracting(e -> ((TargetUnavailable) e).code())
        .isEqualTo(DynamoCode.ACCESS);
  }

  @Test
  void shouldNotRepeatWhatASignatureErrorSpellsOut() {
    // Given
    SdkException error =
        service(403, "InvalidSignatureException", "x-amz-security-token:canary should have been");

    // Then
    assertThatThrownBy(() -> retry.call(failing(99, error)))
        .isInstanceOf(TargetUnavailable.class)
        .hasNoCause()
        .hasMessageContaining("InvalidSignatureException")
        .hasMessageNotContaining("canary");
  }

  @Test
  void shouldStopWaitingWhenTheThreadIsToEnd() {
    // Given
    Thread.currentThread().interrupt();

    // Then
    assertThatThrownBy(() -> retry.pause(1)).isInstanceOf(TargetUnavailable.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  private Supplier<String> failing(int times, SdkException error) {
    return () -> {
      if (calls.incrementAndGet() <= times) {
        throw error;
      }
      return "done";
    };
  }

  private static SdkException service(int status, String code, String message) {
    return DynamoDbException.builder()
        .statusCode(status)
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage(message).build())
        .build();
  }
}
