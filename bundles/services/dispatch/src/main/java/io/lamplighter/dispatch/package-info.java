/** Crews, their work, and the times promised to customers (服务调度). */
@NullMarked
package io.lamplighter.dispatch;

import org.jspecify.annotations.NullMarked;
