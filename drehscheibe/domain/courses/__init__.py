"""Language courses nearby: what is offered, who has a seat free, what nobody offers yet."""
