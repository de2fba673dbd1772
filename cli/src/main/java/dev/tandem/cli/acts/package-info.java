/* SPDX-License-Identifier: Apache-2.0 */
/** What operators do to one entity while all others go on. */
@NullMarked
package dev.tandem.cli.acts;

import org.jspecify.annotations.NullMarked;
