/* SPDX-License-Identifier: Apache-2.0 */
/** Looks up at the source what its foreign keys did to rows without a word in its log. */
@NullMarked
package dev.tandem.transform.cascade;

import org.jspecify.annotations.NullMarked;
