/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.wiring;

/** One of the processes of a pipeline, not started yet. */
public interface PipelineProcess extends Runnable, AutoCloseable {

  /** For people: {@code capture}, {@code transform}, {@code sink-postgres}, {@code sink-dynamo}. */
  String name();

  /**
   * Runs until {@link #close}.
   *
   * @throws dev.tandem.model.error.TandemException when a person must decide
   */
  @Override
  void run();

  /** Asks it to end soon; safe from any thread. */
  @Override
  void close();

  /** A process made of something to run and something that ends it. */
  static PipelineProcess of(String name, Runnable run, Runnable close) {
    return new PipelineProcess() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public void run() {
        run.run();
      }

      @Override
      public void close() {
        close.run();
      }
    };
  }
}
