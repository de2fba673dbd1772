/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.status.metrics.cloudwatch;

import dev.tandem.model.error.TandemException;
import dev.tandem.status.StatusCode;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataResponse;

/**
 * The asynchronous client that Micrometer asks for, over one that waits: only a thread that nobody
 * needs sends, and the SDK's own would bring Netty along. A failure is told once and goes no
 * further.
 */
final class Courier implements CloudWatchAsyncClient {
  private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

  private final CloudWatchClient client;
  private final String where;
  private volatile boolean hasFailed;
  private volatile boolean isTold;
  private volatile boolean isClosed;

  Courier(CloudWatchClient client, String where) {
    this.client = client;
    this.where = where;
  }

  @Override
  public CompletableFuture<PutMetricDataResponse> putMetricData(PutMetricDataRequest request) {
    try {
      return CompletableFuture.completedFuture(client.putMetricData(request));
    } catch (RuntimeException e) { // not even a defect of the SDK's may disturb what is measured
      failed(e);
      return CompletableFuture.completedFuture(PutMetricDataResponse.builder().build());
    }
  }

  /** All metrics are about to be sent, in one request or several. */
  void begins() {
    hasFailed = false;
  }

  /** They were, or some were not. */
  void ends() {
    if (isTold && !hasFailed) {
      LOG.info("CloudWatch in {} takes metrics again", where);
      isTold = false;
    }
  }

  private void failed(RuntimeException why) {
    hasFailed = true;
    LOG.debug("the failure behind it", why);
    if (!isTold && !isClosed) {
      isTold = true;
      LOG.warn("{}", line(why));
    }
  }

  private String line(RuntimeException why) {
    String reason = String.valueOf(why.getMessage()).replaceAll("\\s+", " ");
    return new TandemException(
            StatusCode.CLOUDWATCH,
            "CloudWatch in "
                + where
                + " takes no metrics, without which all else goes on: "
                + reason
                + ". "
                + StatusCode.CLOUDWATCH.remedy())
        .line();
  }

  @Override
  public String serviceName() {
    return client.serviceName();
  }

  @Override
  public void close() {
    isClosed = true;
    client.close();
  }
}
