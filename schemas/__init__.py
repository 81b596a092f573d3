"""What travels: the frozen records on Khabar's topics, and their JSON Schemas. Imports nothing of ours."""
