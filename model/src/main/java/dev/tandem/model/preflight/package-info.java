/* SPDX-License-Identifier: Apache-2.0 */
/** What is found out about a source before anything is captured from it. */
@NullMarked
package dev.tandem.model.preflight;

import org.jspecify.annotations.NullMarked;
