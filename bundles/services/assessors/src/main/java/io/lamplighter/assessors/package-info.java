/** Assessment by a third party: samples, their evidence, findings, exports (第三方评价). */
@NullMarked
package io.lamplighter.assessors;

import org.jspecify.annotations.NullMarked;
