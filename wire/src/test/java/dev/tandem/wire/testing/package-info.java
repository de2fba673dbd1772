/* SPDX-License-Identifier: Apache-2.0 */
/** What the tests of every process on Kafka need; part of no release. */
@NullMarked
package dev.tandem.wire.testing;

import org.jspecify.annotations.NullMarked;
