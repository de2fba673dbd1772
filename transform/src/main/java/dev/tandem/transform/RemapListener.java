/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.transform;

/** Hears how mapping anew goes on; whoever hears it may make it wait. */
public interface RemapListener {
  /** Hears nothing. */
  RemapListener NONE =
      new RemapListener() {
        @Override
        public void compares(long done, long total) {
          // nobody wants to know
        }

        @Override
        public void publishes() {
          // nobody wants it to be slower
        }
      };

  /**
   * While the topics are read.
   *
   * @param done records that were read, each as often as it is read
   * @param total how many there are to read, about
   */
  void compares(long done, long total);

  /** Before each row is published. */
  void publishes();
}
