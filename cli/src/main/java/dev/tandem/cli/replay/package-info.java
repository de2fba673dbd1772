/* SPDX-License-Identifier: Apache-2.0 */
/** Entity topics written to a target once more. */
@NullMarked
package dev.tandem.cli.replay;

import org.jspecify.annotations.NullMarked;
