/** Tests of what orders, sagas and carts decide. */
@NullMarked
package dev.souk.order.domain;

import org.jspecify.annotations.NullMarked;
