/* SPDX-License-Identifier: Apache-2.0 */
/**
 * A lending company's database: its schema, its first rows, and the changes that go on in it. A
 * source for the demo, for tests and for load; nothing here knows of a pipeline.
 */
@NullMarked
package dev.tandem.lending;

import org.jspecify.annotations.NullMarked;
