/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import dev.tandem.model.error.Causes;
import dev.tandem.model.target.TargetUnavailable;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Repeats a request over what passes by itself, with full jitter, and gives up soon: waiting for
 * long is the business of whoever feeds the writer.
 *
 * @param first the longest first pause; each further one may be twice as long
 * @param longest the longest pause
 * @param deadline after which no further attempt begins
 */
record Retry(
    DynamoConnection connection,
    int attempts,
    Duration first,
    Duration longest,
    Duration deadline) {
  private static final Logger LOG = LoggerFactory.getLogger(Retry.class);

  static Retry of(DynamoConnection connection) {
    return new Retry(
        connection, 7, Duration.ofMillis(50), Duration.ofSeconds(2), Duration.ofSeconds(15));
  }

  /**
   * The answer.
   *
   * @throws SdkException when the answer is no: a condition failed, or the request is invalid
   * @throws TargetUnavailable when there was none
   */
  <T> T call(Supplier<T> request) {
    return call(request, false);
  }

  /**
   * The answer, or the word that there are too many requests, at once: to wait for that is the
   * business of whoever decides how many there are.
   *
   * @throws SdkException when the answer is no: a condition failed, or the request is invalid
   * @throws Throttled when DynamoDB takes no more of them
   * @throws TargetUnavailable when there was none
   */
  <T> T callUnlessThrottled(Supplier<T> request) {
    return call(request, true);
  }

  private <T> T call(Supplier<T> request, boolean yields) {
    long end = System.nanoTime() + deadline.toNanos();
    for (int attempt = 1; ; attempt++) {
      try {
        return request.get();
      } catch (SdkException e) {
        Trouble trouble = Trouble.of(e);
        if (trouble == Trouble.CONDITION || trouble == Trouble.INVALID) {
          throw e;
        }
        if (trouble == Trouble.THROTTLED && yields) {
          throw new Throttled(e);
        }
        boolean again = trouble.passes() && attempt < attempts && System.nanoTime() < end;
        if (!again || Thread.currentThread().isInterrupted()) {
          throw unavailable(trouble, e, attempt);
        }
        LOG.debug("{}: attempt {} failed: {}", connection, attempt, name(e));
        pause(attempt);
      }
    }
  }

  /** Waits before another attempt. */
  void pause(int attempt) {
    long most = Math.min(longest.toMillis(), first.toMillis() << Math.min(attempt - 1, 20));
    sleep(Duration.ofMillis(ThreadLocalRandom.current().nextLong(most + 1)));
  }

  /** Waits, unless the thread is to end. */
  void sleep(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      throw Interruption.of(e, connection + ": stopped while waiting to try again.");
    }
  }

  private TargetUnavailable unavailable(Trouble trouble, SdkException e, int attempt) {
    return switch (trouble) {
      case DENIED -> denied(e);
      case THROTTLED ->
          because(DynamoCode.THROTTLED, "too many requests in " + attempt + " attempts", e);
      case NO_TABLE -> because(DynamoCode.TABLE_GONE, "there is no such table", e);
      case OTHER_KEY ->
          because(DynamoCode.TABLES, "a table or index has another key than Tandem writes", e);
      default -> because(DynamoCode.UNAVAILABLE, "no success in " + attempt + " attempts", e);
    };
  }

  private TargetUnavailable because(DynamoCode code, String what, SdkException e) {
    return new TargetUnavailable(
        code, connection + ": " + what + " (" + name(e) + "). " + code.remedy(), e);
  }

  /** Without the cause, whose message can spell out the request's signed headers. */
  private TargetUnavailable denied(SdkException e) {
    boolean names = name(e).startsWith("AccessDenied");
    String what = names ? ": " + e.getMessage() : "";
    return new TargetUnavailable(
        DynamoCode.ACCESS,
        connection + " refuses access (" + name(e) + what + "). " + DynamoCode.ACCESS.remedy(),
        null);
  }

  private static String name(SdkException e) {
    return e instanceof AwsServiceException service && service.awsErrorDetails() != null
        ? service.awsErrorDetails().errorCode()
        : network(e);
  }

  /** What the network says, where it was that. */
  private static String network(SdkException e) {
    for (Throwable cause : Causes.of(e)) {
      if (cause instanceof UnknownHostException) {
        return "no such host";
      } else if (cause instanceof ConnectException) {
        return String.valueOf(cause.getMessage());
      }
    }
    return e.getClass().getSimpleName();
  }
}
