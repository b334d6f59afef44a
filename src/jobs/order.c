#include "src/jobs/order.h"

struct order *order_new(enum order_kind kind)
{
	struct arena *arena = arena_new();
	struct order *order = arena_alloc(arena, sizeof *order);
	order->kind = kind;
	order->arena = arena;
	return order;
}

void order_free(struct order *order)
{
	if (!order)
		return;
	arena_free(order->answer);
	arena_free(order->arena);
}
