/* SPDX-License-Identifier: Apache-2.0 */
/** What differs between the products that the sample database can be on. */
@NullMarked
package dev.tandem.lending.dialect;

import org.jspecify.annotations.NullMarked;
