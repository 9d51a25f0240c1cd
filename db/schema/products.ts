export type Product = 'ai92' | 'ai95' | 'ai98' | 'diesel' | 'diesel_winter' | 'lpg'
