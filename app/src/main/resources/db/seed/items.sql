-- Samples for a database of one's own: what `seed` puts into an empty one. Their ids begin with 5eed, by which they
-- are known again.
INSERT INTO items (id, name, description, category, status, quantity, created_at, updated_at, version)
SELECT id::uuid, name, description, category, status, quantity, at, at, 0
FROM (
  SELECT sample.*, now() - age * interval '5 hours' AS at
  FROM (VALUES
    ('5eed0000-0000-4000-8000-000000000001', 24, 'Plane No. 4', 'Smooths what the jack plane left. Cast iron, blade 50 mm.', 'hand-tools', 'ACTIVE', 12),
    ('5eed0000-0000-4000-8000-000000000002', 23, 'Tenon saw 300 mm', '14 teeth an inch, brass back.', 'hand-tools', 'ACTIVE', 7),
    ('5eed0000-0000-4000-8000-000000000003', 22, 'Chisel set, 6 pieces', '6 to 32 mm, ash handles.', 'hand-tools', 'ACTIVE', 4),
    ('5eed0000-0000-4000-8000-000000000004', 21, 'Marking gauge', 'Beech, with a wheel in place of a pin.', 'hand-tools', 'DRAFT', 0),
    ('5eed0000-0000-4000-8000-000000000005', 20, 'Spokeshave', '', 'hand-tools', 'ARCHIVED', 1),
    ('5eed0000-0000-4000-8000-000000000006', 19, 'Cordless drill 18 V', 'Two batteries, 55 Nm.', 'power-tools', 'ACTIVE', 9),
    ('5eed0000-0000-4000-8000-000000000007', 18, 'Router 1400 W', 'Collets of 6, 8 and 12 mm.', 'power-tools', 'ACTIVE', 3),
    ('5eed0000-0000-4000-8000-000000000008', 17, 'Random orbital sander', 'Pads of 125 mm; takes any vacuum.', 'power-tools', 'ACTIVE', 15),
    ('5eed0000-0000-4000-8000-000000000009', 16, 'Track saw', 'Rail of 1400 mm included.', 'power-tools', 'DRAFT', 2),
    ('5eed0000-0000-4000-8000-000000000010', 15, 'Oak board 2 m', 'Quarter sawn, 27 × 180 mm, kiln dried.', 'timber', 'ACTIVE', 64),
    ('5eed0000-0000-4000-8000-000000000011', 14, 'Walnut offcuts 5 kg', 'Each at least 200 mm long.', 'timber', 'ACTIVE', 21),
    ('5eed0000-0000-4000-8000-000000000012', 13, 'Birch plywood 18 mm', '1500 × 1500 mm, B/BB.', 'timber', 'ACTIVE', 33),
    ('5eed0000-0000-4000-8000-000000000013', 12, 'Ash lath', '', 'timber', 'ARCHIVED', 0),
    ('5eed0000-0000-4000-8000-000000000014', 11, 'Brass screws 4 × 40', 'Box of 200, slotted.', 'fixings', 'ACTIVE', 480),
    ('5eed0000-0000-4000-8000-000000000015', 10, 'Dowels 8 mm', 'Fluted beech, bag of 100.', 'fixings', 'ACTIVE', 1200),
    ('5eed0000-0000-4000-8000-000000000016', 9, 'Butt hinge 75 mm', 'Solid drawn brass; a pair.', 'fixings', 'ACTIVE', 86),
    ('5eed0000-0000-4000-8000-000000000017', 8, 'Drawer runner 450 mm', 'Full extension, soft close.', 'fixings', 'DRAFT', 40),
    ('5eed0000-0000-4000-8000-000000000018', 7, 'Hide glue 500 g', 'Pearls; soak for a night, warm to 60 °C.', 'finishing', 'ACTIVE', 18),
    ('5eed0000-0000-4000-8000-000000000019', 6, 'Shellac flakes 250 g', 'Dewaxed, blonde.', 'finishing', 'ACTIVE', 25),
    ('5eed0000-0000-4000-8000-000000000020', 5, 'Beeswax polish', 'Tin of 400 ml.', 'finishing', 'ACTIVE', 52),
    ('5eed0000-0000-4000-8000-000000000021', 4, 'Linseed oil 1 l', 'Boiled. Rags with it can ignite by themselves.', 'finishing', 'ACTIVE', 30),
    ('5eed0000-0000-4000-8000-000000000022', 3, 'Milk paint, barn red', '', 'finishing', 'ARCHIVED', 6),
    ('5eed0000-0000-4000-8000-000000000023', 2, 'Workbench plans', 'Twelve sheets, A2.', 'books', 'ACTIVE', 11),
    ('5eed0000-0000-4000-8000-000000000024', 1, 'The joiner''s year', 'A calendar of small projects.', 'books', 'DRAFT', 0)
  ) AS sample (id, age, name, description, category, status, quantity)
) AS aged;
